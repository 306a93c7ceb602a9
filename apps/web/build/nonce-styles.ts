// Ant Design asks for its nonce through its own settings, but not everywhere: a dialog that holds the page still and a
// table that measures a scroll bar write styles without one, which the policy of the page forbids.
import type { Plugin } from 'vite'

const WRITES_STYLES = /@rc-component[\\/]util[\\/]es[\\/]Dom[\\/]dynamicCSS\.js$/
const FOUND = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }'
const INSTEAD =
  "styleNode.nonce = csp?.nonce ?? document.querySelector('meta[property=csp-nonce]')?.nonce ?? '';"

/** Every style that the library writes at run time carries the nonce of the page. */
export function nonceOnEveryStyle(): Plugin {
  return {
    name: 'muster-nonce-on-every-style',
    transform: (code, id) => {
      if (!WRITES_STYLES.test(id)) return undefined
      if (!code.includes(FOUND)) throw new Error(`${id} writes its styles in another way now`)
      return { code: code.replace(FOUND, INSTEAD), map: null }
    },
  }
}
