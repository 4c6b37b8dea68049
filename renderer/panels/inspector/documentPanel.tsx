/** The document: what it shows and asks, where backprop starts, and what is wrong with it. */
import type { About } from '../../../shared/document/document'
import { edit, selectDocument, useDocument } from '../../store/documentStore'
import { BookmarkList } from './bookmarkList'
import { AllFindings } from './findings'
import { Problems, useProblems } from './problems'
import { RootSummary } from './rootSummary'
import { TextField } from './textField'

const setAbout = (change: Partial<About>) =>
  edit(document => ({ ...document, about: { ...document.about, ...change } }))

export function DocumentPanel() {
  const { about, circuit } = useDocument(selectDocument)
  const problems = useProblems()
  return (
    <div className="inspector-body">
      <section>
        <TextField
          line
          className="inspector-title"
          label="Title"
          placeholder="Untitled circuit"
          most={200}
          value={about.title}
          onChange={title => setAbout({ title })}
        />
        <TextField
          label="What the circuit shows"
          placeholder="What does it show?"
          most={4000}
          value={about.text}
          onChange={text => setAbout({ text })}
        />
      </section>
      <section>
        <h3 className="caption">Question</h3>
        <TextField
          label="Question"
          placeholder="A question worth answering with the step buttons"
          most={4000}
          value={about.question}
          onChange={question => setAbout({ question })}
        />
      </section>
      <BookmarkList />
      {circuit.nodes.length > 0 && (
        <section>
          <h3 className="caption">Backprop</h3>
          <RootSummary />
        </section>
      )}
      <section>
        <h3 className="caption">{problems.length === 0 ? 'Problems' : `Problems · ${problems.length}`}</h3>
        <Problems none={circuit.nodes.length === 0 ? 'The canvas is empty.' : 'None.'} />
      </section>
      {circuit.nodes.length > 0 && <AllFindings />}
    </div>
  )
}
