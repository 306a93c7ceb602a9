import type { PlacePickerProps } from './PlacePicker.tsx'

export function PlaceMap(_props: PlacePickerProps) {
  return null
}
