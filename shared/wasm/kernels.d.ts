/** The binaries that build/kernels.mjs compiles from shared/wasm/kernels. */
declare module 'virtual:kernels/*' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}
