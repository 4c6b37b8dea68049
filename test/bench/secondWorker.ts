/** The engine's second thread, in Node. */
import { parentPort } from 'node:worker_threads'
import { serve } from '../../shared/engine/secondThread'

parentPort!.on('message', serve)
