/** The engine's second thread: does its half of what the worker splits. Holds no logic of its own. */
import { type Assignment, serve } from '../../shared/engine/secondThread'

self.onmessage = ({ data }: MessageEvent<Assignment>) => serve(data)
