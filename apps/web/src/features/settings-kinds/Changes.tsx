// What differs, said before and after.
import type { Change } from './kind-facts.ts'
import { useSpeech } from './use-kinds.ts'
import '../../desk-ui/tables/plain-table.css'

export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { say } = useSpeech()
  return (
    <table className="plain-table plain-table-dense kind-changes">
      <thead>
        <tr>
          <th scope="col">{say('changes')}</th>
          <th scope="col">{say('before')}</th>
          <th scope="col">{say('after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ key, section, label, before, after }) => (
          <tr key={key}>
            <th scope="row">
              {label}
              <small>{say(`s_${section}`)}</small>
            </th>
            <td>
              <del>{before}</del>
            </td>
            <td>
              <ins>{after}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
