/** Chooses how a leaf is filled; the button says how it was. */
import './fillMenu.css'
import { DropdownMenu } from 'radix-ui'
import type { TensorSource } from '../../../shared/document/document'
import { tensorOf } from '../../../shared/document/tensorOf'
import type { Init } from '../../../shared/tensor/random'
import { recipes } from './recipes'

interface Props {
  readonly source: TensorSource
  readonly onChange: (source: TensorSource) => void
}

export function FillMenu({ source, onChange }: Props) {
  const chosen = 'init' in source ? source.init : 'typed'
  const fill = (init: string) => {
    if (init === 'typed') onChange({ shape: source.shape, data: tensorOf(source).data })
    else onChange({ shape: source.shape, init: init as Init, seed: 'seed' in source ? source.seed : 1 })
  }
  return (
    <div className="inspector-entry">
      <span className="caption" id="inspector-fill">
        Filled with
      </span>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          className="button inspector-fill"
          aria-labelledby="inspector-fill inspector-filled"
        >
          <span id="inspector-filled">{'init' in source ? recipes[source.init].label : 'Typed numbers'}</span>
          <span aria-hidden="true">▾</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="inspector-menu" align="end" sideOffset={4}>
            <DropdownMenu.RadioGroup value={chosen} onValueChange={fill}>
              <DropdownMenu.RadioItem value="typed">Typed numbers</DropdownMenu.RadioItem>
              <DropdownMenu.Separator />
              {Object.entries(recipes).map(([init, { label, about }]) => (
                <DropdownMenu.RadioItem key={init} value={init}>
                  {label}
                  <small>{about}</small>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  )
}
