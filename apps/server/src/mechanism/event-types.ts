// The literals of all events, per stream: a stored event of another type stops the reader instead of being skipped.
import type {
  BroadcastEvent,
  CaseEvent,
  ContactEvent,
  DirectoryEvent,
  GradingEvent,
  GrantEvent,
  ListEvent,
  NoticePublished,
  PageEvent,
  PolicyEvent,
  PostEvent,
  RosterEvent,
  SupervisionEvent,
  WhistleEvent,
} from '@muster/domain'

/** Said by the registry clock: these streams have changed. */
export interface RegistryChanged {
  readonly type: 'RegistryChanged'
  readonly streams: readonly {
    readonly district: string
    readonly kind: string
    readonly id: string
  }[]
}

type Known<E extends { readonly type: string }> = Readonly<Record<E['type'], true>>

export const WHISTLE_EVENTS: Known<WhistleEvent> = {
  WhistleDrafted: true,
  DraftAmended: true,
  WhistleSubmitted: true,
  WhistleRejected: true,
  WhistleApproved: true,
  WhistleSounded: true,
  WhistleReviewed: true,
  CommandTransferred: true,
  DeputyNamed: true,
  SummonsCalled: true,
  SummonsSigned: true,
  FirstContactMade: true,
  SummonsReturned: true,
  RulingEscalated: true,
  ReturnOverruled: true,
  SummonsExcused: true,
  SummonsReplaced: true,
  AskWidened: true,
  OfficerSetOut: true,
  ArrivalDoubted: true,
  ArrivalProved: true,
  ArrivalRejected: true,
  PersonRelieved: true,
  PersonLeft: true,
  PersonLeftEarly: true,
  LadderWoken: true,
  SessionEnded: true,
  MeasuresProposed: true,
  MeasureTaken: true,
  WaitEnded: true,
  EvidenceAttached: true,
  DoneClaimed: true,
  ExtensionRequested: true,
  ExtensionGranted: true,
  ExtensionRefused: true,
  ClocksMoved: true,
  ClockMissed: true,
  MissCancelled: true,
  LadderClimbed: true,
  ReleaseBlockSigned: true,
  SummonsReleased: true,
  SummonsStoodDown: true,
  SummonsDefaulted: true,
  StandDownAcknowledged: true,
  DoneVetoed: true,
  MechanismJammed: true,
  WhistleResolved: true,
  WhistleAccepted: true,
  WhistleClosed: true,
  WhistleWithdrawn: true,
}

export const CASE_EVENTS: Known<CaseEvent> = {
  CaseOpened: true,
  ReportAdded: true,
  SelfHandlingRecorded: true,
  WhistleLinked: true,
  WhistleEnded: true,
  MeasureOutcomeRecorded: true,
  CaseClosed: true,
  RecheckPlanned: true,
  RecheckDue: true,
  RecheckMade: true,
  ResidentSpoke: true,
  WordJudged: true,
  CaseReopened: true,
  RecurrenceLinked: true,
  HistoryImported: true,
  MergeOffered: true,
  CaseMerged: true,
  CaseAbsorbed: true,
}

export const GRADING_EVENTS: Known<GradingEvent> = {
  GradingOpened: true,
  GradeGiven: true,
  GradesSealed: true,
  GradingClockMoved: true,
  AppealLodged: true,
  AppealDecided: true,
}

export const SUPERVISION_EVENTS: Known<SupervisionEvent> = {
  SupervisionOpened: true,
  SupervisionOverdue: true,
  SupervisionClockMoved: true,
  SupervisionAnswered: true,
  SupervisionConcluded: true,
}

export const POST_EVENTS: Known<PostEvent> = {
  PostOpened: true,
  PostWhistleLinked: true,
  PostWhistleEnded: true,
  PostDissolved: true,
}

export const GRANT_EVENTS: Known<GrantEvent> = {
  GrantGiven: true,
  GrantDelegated: true,
  GrantNarrowed: true,
  GrantSuspended: true,
  GrantResumed: true,
  GrantRevoked: true,
}

export const DIRECTORY_EVENTS: Known<DirectoryEvent> = {
  DirectoryImported: true,
  OrganisationFounded: true,
  OrganisationChanged: true,
  OrganisationEnded: true,
  OfficeOpened: true,
  OfficeChanged: true,
  OfficeClosed: true,
  PersonEntered: true,
  PersonChanged: true,
  PersonAppointed: true,
  AppointmentEnded: true,
  AreaDrawn: true,
  AreaChanged: true,
  AreaEnded: true,
}

export const PAGE_EVENTS: Known<PageEvent> = {
  PageOpened: true,
  PageKept: true,
  AttemptPlanned: true,
  AttemptReady: true,
  AttemptStarted: true,
  AttemptAccepted: true,
  AttemptFailed: true,
  MessageDelivered: true,
  MessageSeen: true,
  PageFailed: true,
  PageSettled: true,
}

export const BROADCAST_EVENTS: Known<BroadcastEvent> = {
  BroadcastPlanned: true,
  BroadcastBegun: true,
  AudienceFound: true,
  BroadcastEnded: true,
}

export const ROSTER_EVENTS: Known<RosterEvent> = {
  RosterOpened: true,
  RosterNeedsSet: true,
  RotationSet: true,
  RotationRemoved: true,
  ShiftsSet: true,
  ShiftRemoved: true,
  OverrideSet: true,
  OverrideRemoved: true,
  LeaveRecorded: true,
  LeaveCancelled: true,
  SwapProposed: true,
  SwapAgreed: true,
  SwapDeclined: true,
  SwapWithdrawn: true,
}

export const CONTACT_EVENTS: Known<ContactEvent> = {
  ContactsSet: true,
  WayAsked: true,
  WrongCodeGiven: true,
  WayVerified: true,
  WayLost: true,
}

export const POLICY_EVENTS: Known<PolicyEvent> = { KindPublished: true }
export const NOTICE_EVENTS: Known<NoticePublished> = { NoticePublished: true }
export const REGISTRY_EVENTS: Known<RegistryChanged> = { RegistryChanged: true }

export const LIST_EVENTS: Known<ListEvent> = {
  EntryPublished: true,
  EntryEnded: true,
  EntryProposed: true,
  ProposalDecided: true,
}
