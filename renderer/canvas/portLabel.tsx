/** The name of a port inside a block, as mathematics. */
import { nameToTex } from '../../shared/formula/nameToTex'
import type { Op } from '../../shared/ops/op'
import { Tex } from '../ui/tex'

export const PortLabel = ({ op, port }: { op: Op | undefined; port: string }) => (
  <span className="port-name">
    <Tex>{op?.inputs.find(({ name }) => name === port)?.tex ?? nameToTex(port)}</Tex>
  </span>
)
