/** A node's name as mathematics; a click turns it into a field (the rename command, F2, clicks it). */
import './nodeName.css'
import { useLayoutEffect, useRef, useState } from 'react'
import type { CircuitNode } from '../../../shared/document/document'
import { rename } from '../../../shared/document/edit/nodes'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { currentDocument, edit } from '../../store/documentStore'
import { Tex } from '../../ui/tex'

export function NodeName({ node, label }: { node: CircuitNode; label: string }) {
  const [text, setText] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const returns = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  const begin = () => {
    setRefusal(null)
    setText(node.name)
  }

  /** False when the name is refused: it stays in the field with the reason, and the document keeps the old one. */
  const commit = (): boolean => {
    if (text === null) return true
    const renamed = rename(currentDocument(), node.id, text)
    if (!renamed.ok) {
      setRefusal(renamed.reason)
      return false
    }
    edit(() => renamed.document)
    setText(null)
    setRefusal(null)
    return true
  }
  const leave = () => {
    returns.current = true
    setText(null)
    setRefusal(null)
  }
  // Once the field is gone, the keyboard goes on from where it was.
  useLayoutEffect(() => {
    if (text !== null || !returns.current) return
    returns.current = false
    button.current?.focus()
  }, [text])

  return (
    <div>
      <h2 className="inspector-name">
        {text === null ? (
          <button
            ref={button}
            type="button"
            onClick={begin}
            title="Rename (F2)"
            aria-label={`Rename ${nameToText(node.name)}`}
          >
            <Tex>{nameToTex(node.name)}</Tex>
          </button>
        ) : (
          <input
            className="field"
            // The person has just asked to type a name.
            // biome-ignore lint/a11y/noAutofocus: see above
            autoFocus
            aria-label="Name"
            aria-invalid={refusal !== null}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onFocus={event => event.target.select()}
            onChange={event => {
              setText(event.target.value)
              setRefusal(null)
            }}
            onBlur={commit}
            onKeyDown={event => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Escape') leave()
              else if (event.key === 'Enter') {
                // Else the button, which takes the focus at once, would feel the same key.
                event.preventDefault()
                if (commit()) leave()
              }
            }}
          />
        )}
        <span className="inspector-dim">{label}</span>
      </h2>
      {refusal && (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </div>
  )
}
