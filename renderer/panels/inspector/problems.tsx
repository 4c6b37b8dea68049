/** What is wrong, one sentence each; a click selects the node it stands at. */
import './problems.css'
import type { NodeId } from '../../../shared/document/document'
import { type Problem, sentenceOf } from '../../../shared/engine/problems'
import { useGraph, useResult, useStale } from '../../store/resultStore'
import { select } from '../../store/sessionStore'

/** The graph's problems, and what the run found, when it is up to date. */
export function useProblems(): readonly Problem[] {
  const { problems, byId } = useGraph()
  const fault = useResult(result => result.run?.fault ?? null)
  const stale = useStale()
  const name = fault && byId.get(fault.node)?.name
  return fault && name !== undefined && name !== null && !stale ? [...problems, { ...fault, name }] : problems
}

/** Of one node, or of the whole circuit with what to say when there is none. */
export function Problems({ node, none }: { node?: NodeId; none?: string }) {
  const problems = useProblems().filter(problem => node === undefined || problem.node === node)
  if (problems.length === 0) return none ? <p className="inspector-dim">{none}</p> : null
  return (
    <ul className="inspector-problems">
      {problems.map(problem => {
        const sentence = sentenceOf(problem)
        return (
          <li key={`${problem.node} ${sentence}`}>
            {node === undefined ? (
              <button type="button" onClick={() => select([problem.node])}>
                {sentence}
              </button>
            ) : (
              sentence
            )}
          </li>
        )
      })}
    </ul>
  )
}
