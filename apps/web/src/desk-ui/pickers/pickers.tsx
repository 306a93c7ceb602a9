// Pickers of the directory, one for each kind of entry; each stands in a form as any field does.
import { type OneProps, OneSelect, type SeveralProps, SeveralSelect } from './FoundSelect.tsx'

/** Sub-districts, departments, stations …; `department` leaves those that can be summoned. */
export function OrganisationPicker(props: OneProps) {
  return <OneSelect what="organisation" {...props} />
}

export function OrganisationsPicker(props: SeveralProps) {
  return <SeveralSelect what="organisation" {...props} />
}

/** Offices, of all organisations or of one with its parts. */
export function OfficePicker(props: OneProps) {
  return <OneSelect what="office" {...props} />
}

export function OfficesPicker(props: SeveralProps) {
  return <SeveralSelect what="office" {...props} />
}

/** People whom one may know by name. */
export function PersonPicker(props: OneProps) {
  return <OneSelect what="person" {...props} />
}

export function PeoplePicker(props: SeveralProps) {
  return <SeveralSelect what="person" {...props} />
}

/** Areas of the territory. */
export function AreaPicker(props: OneProps) {
  return <OneSelect what="area" {...props} />
}

export function AreasPicker(props: SeveralProps) {
  return <SeveralSelect what="area" {...props} />
}
