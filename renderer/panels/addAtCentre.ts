/** Adds an op where it is seen: in the middle of the canvas, or as near to it as no other node stands. */
import { addOp } from '../canvas/addOp'
import { freeNear } from '../canvas/freePlace'
import { canvasActions } from '../store/canvasActions'
import { currentDocument } from '../store/documentStore'

export const addAtCentre = (opName: string) =>
  addOp(opName, freeNear(currentDocument(), canvasActions().centre()))
