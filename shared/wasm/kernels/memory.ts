/** Where the kernels' own numbers end in the imported memory: what lies before is theirs. */
export function firstFreeByte(): usize {
  return __heap_base
}
