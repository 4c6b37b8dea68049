/** The same binary for a memory that threads share: the two differ in how they declare the memory that they import. */

/** In the import section: module "env", field "memory", kind 2 (a memory), no maximum, at least 1 page. */
const own = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0, 1]
/** Flag 3 is shared and with a maximum; 65,536 pages, the most there can be, takes any memory. */
const shared = [...own.slice(0, -2), 3, 1, 0x80, 0x80, 4]
const importSection = 2

/** `binary` with its imported memory declared as shared. */
export function asShared(binary: Uint8Array): Uint8Array {
  const at = binary.findIndex((_, i) => own.every((byte, j) => binary[i + j] === byte))
  // The memory is the only import: before it stand the section's number, its length and the count.
  if (at < 3 || binary[at - 3] !== importSection || binary[at - 2] !== own.length + 1)
    throw new Error('internal: the kernels import something other than one memory')
  const out = new Uint8Array(binary.length + shared.length - own.length)
  out.set(binary.subarray(0, at))
  out[at - 2] = shared.length + 1
  out.set(shared, at)
  out.set(binary.subarray(at + own.length), at + shared.length)
  return out
}
