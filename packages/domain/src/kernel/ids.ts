/** A string that is known to identify one kind of thing. */
export type Id<Name extends string> = string & { readonly __id: Name }

export type PersonId = Id<'person'>
export type OfficeId = Id<'office'>
/** A sub-district, a committee, a department, a utility, a command post: whoever can call or be called. */
export type OrganisationId = Id<'organisation'>
/** An organisation in the role of one that is summoned. */
export type DepartmentId = OrganisationId
/** An administrative code or the id of a special area; areas may overlap. */
export type AreaCode = Id<'area'>
export type WhistleId = Id<'whistle'>
export type CaseId = Id<'case'>
export type ReportId = Id<'report'>
export type GrantId = Id<'grant'>
export type MeasureId = Id<'measure'>
export type EvidenceId = Id<'evidence'>
export type SupervisionId = Id<'supervision'>

/** Text of people: sealed before the domain sees it, so that no event holds it in the clear (rule 22). */
export type SealedText = Id<'sealed'>

/** Names a plain string as an id; the edge validates, the domain only labels. */
export function toId<T extends string>(value: string): T {
  return value as T
}
