/** Words about a circuit with its names as people write them: `z_2` becomes z₂, `gamma` γ. */
import type { Circuit } from '../../shared/document/document'
import { nameToText } from '../../shared/formula/nameToTex'

export function withSymbols(text: string, { nodes }: Circuit): string {
  const names = new Set(nodes.map(node => node.name))
  return text.replace(/\w+/g, word => (names.has(word) ? nameToText(word) : word))
}
