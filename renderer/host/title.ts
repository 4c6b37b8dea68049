/** The window's title: the file's name, a mark while it holds unsaved work, the program's name. */

export const titleOf = (name: string, edited: boolean): string => `${edited ? '● ' : ''}${name} — Chainrule`
