/** A circuit taken through every stage of the engine. */
import type { Circuit } from '../../shared/document/document'
import { graphOf } from '../../shared/engine/graph'
import { healthOf } from '../../shared/engine/health'
import { compile } from '../../shared/engine/plan'
import { execute } from '../../shared/engine/run'
import { stepsOf } from '../../shared/engine/steps'
import { circuit, type Extras } from './circuit'

export const computed = (text: string, extras: Extras = {}) => throughEngine(circuit(text, extras).circuit)

export function throughEngine(whole: Circuit) {
  const graph = graphOf(whole)
  const plan = compile(whole, graph)
  const run = execute(plan)
  return { circuit: whole, graph, plan, run, steps: stepsOf(plan, graph), health: healthOf(graph, run) }
}

/** The notes' 2-3-2 network in affine blocks; its numbers are known from PyTorch. */
export const notes232 = `
  x:input=[[1,-2]]; W_1:parameter=[[0.1,0.2,-0.3],[0.4,-0.5,0.6]]; b_1:parameter=[0.01,0.02,0.03];
  W_2:parameter=[[0.7,-0.8],[0.9,0.1],[-0.2,0.3]]; b_2:parameter=[0.05,-0.05]; y:constant=[[1,0]];
  z_1:affine(W_1,x,b_1); a_1:tanh(z_1); z_2:affine(W_2,a_1,b_2); p:softmax(z_2); L:crossEntropy(p,y)`
