/** What the quantities of a cost are, in the words of command line and window alike. */
export const costWords = {
  multiplyAdds: 'one multiplication and the addition that sums it',
  entries: 'the numbers that other kernels write',
  bytes: 'read and written',
  unmeasured: 'It needs more memory than it may take, so no time was measured.',
} as const
