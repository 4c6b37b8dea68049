/** Copies text and says for a while that it did. */
import { useEffect, useState } from 'react'
import { copyText } from './copyText'

/** How long a button says so. */
const saidMs = 1500

export function useCopied(): readonly [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const id = setTimeout(() => setCopied(false), saidMs)
    return () => clearTimeout(id)
  }, [copied])
  const copy = (text: string) => {
    copyText(text)
    setCopied(true)
  }
  return [copied, copy]
}
