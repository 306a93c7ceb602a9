// Who may do what to whose: written by hand, and importing nothing, so that no mistake of the
// server can copy itself in here.
//
// A row has a cell for each role, in this order:
//
//   integration           a connected system of the sub-district; holds what only people decide never
//   officer               a field officer of the summoned department
//   departmentDesk        that department's duty desk
//   departmentHead        that department's head
//   subdistrictDesk       duty desk of the sub-district that called: it calls, and does not approve
//   subdistrictLeader     its Party secretary: holds command
//   postCommander         commander of a command post, whose own matters are those the post called
//   areaCommittee         secretary of an area committee, whose own matters are those it called; its
//                         neighbour's place lies in its area, so that it sees the neighbour's too
//   districtCoordination  head of the district's coordination
//   cityCoordination      head of the city's coordination: sees all, decides for no district
//   auditor               auditor of the district's coordination
//   administrator         issues tokens and keeps the registries; sees no matters
//   elsewhere             a person of another city's sub-district, with every scope
//
// A cell has four letters: their own matter, one of the same district, one of another district, one
// of another city. An installation holds one city: the last has ids of another one, well-formed and
// unknown here, and so shows what every hidden thing must look like.
//
//   y  allowed: done, or refused for how things stand (409, 412, 422)
//   n  visible, or nothing in particular, but not allowed: 403
//   -  hidden: 404, the same as what does not exist
//   i  names an area, a department or the like that is not known here: 422, asked of authority or not
//   u  without log-in: 401
//
// A stranger without a token and the holders of an expired and of a revoked one get `u` everywhere
// but on the public surface below. A route without a row fails the build: add one here, and what
// stands for new names in addresses in requests.ts.

export type Letter = 'y' | 'n' | '-' | 'i' | 'u'

/** Needs no log-in, and nothing else does not. */
export const PUBLIC: readonly string[] = [
  'getLiveness',
  'getReadiness',
  'followReport',
  'giveReport',
  'givePhoto',
  'sayWhetherSolved',
  'listNearbyReports',
  'getPublicCity',
  'listPublicProblemTypes',
  'getPublicTerritory',
  'searchPublicPlaces',
  'getPublicPhoto',
  'listDone',
  'getOpenStatistics',
  'exportStatisticsTable',
  'exportStatisticsMap',
  'logIn',
  'logInBySecondFactor',
  'beginPasskeyLogIn',
  'logInByPasskey',
  'listIdentityProviders',
  'beginProviderLogIn',
  'lookAtInvitation',
  'acceptInvitation',
  'lookAtAnswer',
  'answerByLink',
  'receiveSmsReceipts',
  'receiveSmsReplies',
  'readCalendar',
  'hearBeat',
  'hearEcho',
  'getPublicStatus',
]

// Read by everyone who is logged in: the directory, the rules, and who has which power.
const ALL = 'yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy'
const OF_THIS_CITY = 'yyy- yyy- yyy- yyy- yyy- yyy- yyy- yyy- yyy- yyy- yyy- yyy- yyy-'
const NAMING_THE_CITY = 'yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi'
const ADMINISTRATOR = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy nnnn'

// Serves the owner of a session alone: tokens, which all of these have, open none of it.
const SESSION = 'uuuu uuuu uuuu uuuu uuuu uuuu uuuu uuuu uuuu uuuu uuuu uuuu uuuu'
const FINDING_NONE = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn ---- nnnn'
const ADMINISTRATOR_FINDING = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyy- nnnn'

// An upload is its beginner's alone: to everybody else it is not there.
const NOBODYS = '---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----'

// Of a whistle: its caller, the departments it summoned, and who oversees there.
const SEES_WHISTLE = 'y--- y--- y--- y--- y--- y--- y--- yy-- yy-- yyy- yy-- ---- ----'
// Of a case: as a whistle, but departments have their summons, not the case.
const SEES_CASE = 'y--- ---- ---- ---- y--- y--- y--- yy-- yy-- yyy- yy-- ---- ----'

// Acts on a whistle. Whoever holds none of these powers but sees it is told so; others see nothing.
const CALLING = 'y--- n--- n--- n--- y--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'
const COMMAND = 'nnnn n--- n--- n--- n--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'
const COMMAND_NAMING = 'nnnn n--i n--i n--i n--i y--i y--i yn-i nn-i nnni nn-i ---i ---i'
const TAKING_BACK = 'n--- n--- n--- n--- n--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'
const APPROVE = 'nnnn n--- n--- n--- n--- y--- y--- yy-- nn-- nnn- nn-- ---- ----'
const CLAIM = 'nnnn n--- n--- n--- n--- y--- y--- yn-- yy-- nnn- nn-- ---- ----'
const RULE = 'nnnn n--- n--- n--- n--- n--- n--- nn-- yy-- nnn- nn-- ---- ----'
const DEPARTMENT = 'n--- y--- y--- y--- n--- n--- n--- nn-- nn-- nnn- nn-- ---- ----'
const EITHER_SIDE = 'n--- y--- y--- y--- n--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'
const SUPERVISE = 'n--- n--- n--- n--- n--- n--- n--- nn-- yy-- nnn- nn-- ---- ----'

// A roster of the caller's duty desk: its organisation's people, and who oversees or keeps there.
const SEES_ROSTER = 'y--- ---- ---- ---- y--- y--- ---- y--- yy-- yyy- ---- yyy- ----'
const KEEPS_ROSTER = 'y--- ---- ---- ---- y--- y--- ---- y--- nn-- nnn- ---- nnn- ----'
// Names a rotation, shift or swap that is not there, which its own people are told.
const FINDS_NOTHING_IN_ROSTER = '---- ---- ---- ---- ---- ---- ---- ---- nn-- nnn- ---- nnn- ----'
// Names people who hold no office of the roster, which is found before who may.
const NAMING_NO_HOLDER = 'i--- ---- ---- ---- i--- i--- ---- i--- ii-- iii- ---- iii- ----'
// A post is no organisation of the directory.
const OF_ORGANISATIONS = 'yyyi yyyi yyyi yyyi yyyi yyyi iyyi yyyi yyyi yyyi yyyi yyyi yyyi'

// A message that called the duty desk of the department: sent again by its people and by the caller's.
const RESENDS = 'y--- y--- y--- y--- y--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'
// Whoever was on duty then got it, and they are none of these.
const ITS_RECEIVER = '---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----'
// Asked as if one's own organisation called: and the last two have none in this directory.
const AS_A_CALLER = 'yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi yyyi iiii iiii'
// Names a way of contact, or a calendar, that nobody has.
const NO_WAY = '---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----'
// How a colleague is reached: the department's officer, by the department's people.
const COLLEAGUES = '---- y--- y--- y--- ---- ---- ---- ---- ---- ---- ---- ---- ----'

// Acts on a case: its own organisation's.
const OWN_CASE = 'y--- ---- ---- ---- y--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'
const COMMAND_OF_CASE = 'nnnn ---- ---- ---- y--- y--- y--- yn-- nn-- nnn- nn-- ---- ----'

// Registries: a district's keepers keep their district, the city's keepers all of it.
const KEEPERS = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyni yyyi nnnn yyyi nnnn'
const KEEPERS_FINDING = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyny yyyy nnnn yyyy nnnn'
const CITY_KEEPERS = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy nnnn yyyy nnnn'
const CITY_KEEPERS_NAMING = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnni yyyi nnnn yyyi nnnn'
const KEEPERS_OF_WHAT_IS = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyn- yyy- nnnn yyy- nnnn'

// Of the installation: whoever keeps an area, whatever is asked of.
const ANY_KEEPER = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy yyyy nnnn yyyy nnnn'
const ANY_KEEPER_FINDING = 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn ---- ---- nnnn ---- nnnn'
// One's own desk is asked by its leaders and itself, an area by who keeps it.
const REHEARSES = 'ynni nnni nnni nnni ynni ynni nnni ynni yyni yyyi nnni yyyi nnni'

export const TABLE: Readonly<Record<string, string>> = {
  // Tokens
  issueToken: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyi nnnn',
  listTokens: ADMINISTRATOR,
  revokeToken: ADMINISTRATOR_FINDING,

  // Systems that are told: none stands there to be found
  createWebhook: ADMINISTRATOR,
  listWebhooks: ADMINISTRATOR,
  listWebhookDeliveries: FINDING_NONE,
  rotateWebhookSecret: FINDING_NONE,
  endWebhook: FINDING_NONE,
  replayWebhook: FINDING_NONE,
  replayWebhookDelivery: FINDING_NONE,

  // Accounts, and what their owners do with them
  listAccounts: ADMINISTRATOR,
  createAccount: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyi nnnn',
  inviteAgain: ADMINISTRATOR_FINDING,
  disableAccount: ADMINISTRATOR_FINDING,
  enableAccount: ADMINISTRATOR_FINDING,
  resetSecondFactor: ADMINISTRATOR_FINDING,
  setAdministrator: ADMINISTRATOR_FINDING,
  linkIdentity: ADMINISTRATOR_FINDING,
  getSession: SESSION,
  logOut: SESSION,
  chooseOffice: SESSION,
  stepUp: SESSION,
  beginPasskeyStepUp: SESSION,
  stepUpByPasskey: SESSION,
  beginProviderStepUp: SESSION,
  getOwnAccount: SESSION,
  changePassword: SESSION,
  listOwnSessions: SESSION,
  endOwnSession: SESSION,
  endOtherSessions: SESSION,
  beginTotp: SESSION,
  confirmTotp: SESSION,
  removeTotp: SESSION,
  renewRecoveryCodes: SESSION,
  beginPasskey: SESSION,
  addPasskey: SESSION,
  removePasskey: SESSION,

  // Whistles: lists show what the reader may see, and nothing else; see the test
  listBoard: ALL,
  listWhistles: ALL,
  listSummonses: ALL,
  draftWhistle: 'ynni nnni nnni nnni ynni ynni ynni yyni nnni nnni nnni iiii nnni',
  attachToCall: CALLING,
  amendDraft: 'y--i n--i n--i n--i y--i y--i y--i yn-i nn-i nnni nn-i ---i ---i',
  submitWhistle: CALLING,
  approveWhistle: APPROVE,
  rejectWhistle: APPROVE,
  reviewWhistle: APPROVE,
  transferCommand: COMMAND,
  claimCommand: CLAIM,
  nameDeputy: COMMAND,
  addDepartment: COMMAND_NAMING,
  endSession: COMMAND,
  signReleaseBlock: COMMAND,
  vetoDone: APPROVE,
  resolveWhistle: COMMAND,
  acceptWhistle: COMMAND,
  closeWhistle: COMMAND,
  withdrawWhistle: TAKING_BACK,
  getWhistle: SEES_WHISTLE,
  getSummons: SEES_WHISTLE,
  getTimeline: SEES_WHISTLE,
  listAvailableActs: SEES_WHISTLE,
  printSheet: SEES_WHISTLE,
  // Answers what would be refused, instead of refusing it.
  foretellWhistle: NAMING_THE_CITY,
  previewMessage: SEES_WHISTLE,
  listSentReports: SEES_WHISTLE,
  getSceneCode: CALLING,
  listPositions: SEES_WHISTLE,

  // Files: whoever brings one in, and whoever sees the matter it belongs to
  keepFile: ALL,
  getFile: SEES_WHISTLE,
  listEvidence: SEES_WHISTLE,
  // Uploads in pieces: begun by anybody who may give a file; gone on with by nobody else.
  beginUpload: ALL,
  continueUpload: NOBODYS,
  getUpload: NOBODYS,
  removeUpload: NOBODYS,

  // Summonses
  signSummons: DEPARTMENT,
  makeContact: DEPARTMENT,
  returnSummons: 'n--i y--i y--i y--i n--i n--i n--i nn-i nn-i nnni nn-i ---i ---i',
  ruleReturn: RULE,
  setOut: DEPARTMENT,
  reportArrival: DEPARTMENT,
  proposeMeasures: DEPARTMENT,
  takeMeasure: DEPARTMENT,
  attachEvidence: DEPARTMENT,
  claimDone: DEPARTMENT,
  requestExtension: DEPARTMENT,
  grantExtension: COMMAND,
  refuseExtension: COMMAND,
  releaseSummons: COMMAND,
  standDown: COMMAND,
  declareDefault: COMMAND,
  confirmArrival: COMMAND,
  rejectArrival: COMMAND,
  relievePerson: DEPARTMENT,
  grantLeave: COMMAND,
  recordLeaving: EITHER_SIDE,
  acknowledgeStandDown: EITHER_SIDE,

  // Figures: counts of what the reader may see; see the test
  getFiguresNow: ALL,
  getWhistleFigures: ALL,
  listCountedWhistles: ALL,
  exportWhistleFigures: ALL,
  getRecurring: ALL,
  // Cases and reporters
  listCases: ALL,
  openCase: 'ynni nnni nnni nnni ynni ynni ynni ynni nnni nnni nnni nnni nnni',
  getCase: SEES_CASE,
  getCaseTimeline: SEES_CASE,
  listAvailableCaseActs: SEES_CASE,
  addReport: OWN_CASE,
  recordSelfHandling: OWN_CASE,
  closeCase: OWN_CASE,
  importCaseHistory: OWN_CASE,
  planRecheck: OWN_CASE,
  recordRecheck: OWN_CASE,
  hearResident: OWN_CASE,
  judgeResidentWord: OWN_CASE,
  linkRecurrence: OWN_CASE,
  offerMerge: OWN_CASE,
  mergeCase: OWN_CASE,
  recordMeasureOutcome: 'n--- ---- ---- ---- n--- n--- n--- nn-- nn-- nnn- nn-- ---- ----',
  unsealReporter: COMMAND_OF_CASE,
  // Photos that residents gave: seen with the case, cleared for the public by its own side.
  listCasePhotos: SEES_CASE,
  getCasePhoto: SEES_CASE,
  judgeCasePhoto: COMMAND_OF_CASE,
  issueFollowCode: OWN_CASE,

  // Grades and supervision
  listGradings: ALL,
  getGrading: SEES_WHISTLE,
  giveGrade: APPROVE,
  lodgeAppeal: DEPARTMENT,
  decideAppeal: RULE,
  listSupervisions: ALL,
  getSupervision: SEES_WHISTLE,
  orderSupervision: SUPERVISE,
  answerSupervision: DEPARTMENT,
  concludeSupervision: SUPERVISE,

  // Command posts: opened by who leads there, seen by its members and who oversees
  listCommandPosts: ALL,
  openCommandPost: 'nnnn nnni nnni nnni nnni ynni ynni ynni nnni nnni nnni nnni nnni',
  getCommandPost: 'y--- y--- y--- y--- y--- y--- y--- y--- yy-- yyy- yy-- ---- ----',
  dissolveCommandPost: 'nnnn n--- n--- n--- n--- y--- y--- y--- nn-- nnn- nn-- ---- ----',

  // Directory: names of people are shown to their own and to keepers
  listOrganisations: ALL,
  getOrganisation: 'yyy- yyy- yyy- yyy- yyy- yyy- -yy- yyy- yyy- yyy- yyy- yyy- yyy-',
  foundOrganisation: KEEPERS,
  changeOrganisation: KEEPERS,
  endOrganisation: KEEPERS,
  listOffices: ALL,
  getOffice: OF_THIS_CITY,
  openOffice: KEEPERS,
  changeOffice: KEEPERS,
  closeOffice: KEEPERS,
  getMe: ALL,
  searchDirectory: ALL,
  listPeople: ALL,
  getPerson: '---- y--- y--- y--- ---- ---- ---- ---- yy-- yyy- ---- yyy- ----',
  enterPerson: KEEPERS,
  changePerson: KEEPERS,
  appointPerson: KEEPERS,
  endAppointment: KEEPERS,
  listOfficesOfPerson: '---- y--- y--- y--- ---- ---- ---- ---- yy-- yyy- ---- yyy- ----',
  getDuty: NAMING_THE_CITY,
  listAreas: ALL,
  getArea: OF_THIS_CITY,
  drawArea: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyi nnnn yyyi nnnn',
  changeArea: CITY_KEEPERS_NAMING,
  endArea: CITY_KEEPERS_NAMING,
  listProblemTypes: ALL,
  searchPlaces: ALL,
  locatePoint: ALL,
  searchProblemTypes: ALL,
  importDirectory: KEEPERS,
  // The file tried here is none, which is found after who may; its rows are judged one by one.
  importTables: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy yyyy nnnn yyyy nnnn',
  exportTables: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy yyyy nnnn yyyy nnnn',
  getTableTemplate: ALL,

  // Rosters
  getRoster: SEES_ROSTER,
  getDutyPlan: SEES_ROSTER,
  getRosterFindings: SEES_ROSTER,
  listRosters: OF_ORGANISATIONS,
  getOrganisationDuty: OF_ORGANISATIONS,
  listRosterFindings: ALL,
  openRoster: 'ynni nnni nnni nnni ynni ynni nnni ynni nnni nnni nnni nnni nnni',
  setRosterNeeds: KEEPS_ROSTER,
  setRotation: NAMING_NO_HOLDER,
  setShifts: NAMING_NO_HOLDER,
  setOverride: NAMING_NO_HOLDER,
  recordLeave: NAMING_NO_HOLDER,
  proposeSwap: NAMING_NO_HOLDER,
  removeRotation: FINDS_NOTHING_IN_ROSTER,
  removeShift: FINDS_NOTHING_IN_ROSTER,
  removeOverride: FINDS_NOTHING_IN_ROSTER,
  agreeToSwap: FINDS_NOTHING_IN_ROSTER,
  declineSwap: FINDS_NOTHING_IN_ROSTER,
  exportDutyTable: SEES_ROSTER,
  // The file tried here is none, which is found once the roster is.
  importDutyTable: SEES_ROSTER,
  makeRosterCalendar: SEES_ROSTER,
  makeMyCalendar: ALL,
  listMyCalendars: ALL,
  revokeMyCalendar: NO_WAY,
  cancelLeave: FINDS_NOTHING_IN_ROSTER,
  withdrawSwap: FINDS_NOTHING_IN_ROSTER,

  // Who is told, and how: one's own contacts and inbox, and what was told of matters that one sees
  previewWhistle: SEES_WHISTLE,
  previewLadders: AS_A_CALLER,
  listPagesOfWhistle: SEES_WHISTLE,
  listNotifications: ALL,
  getNotification: SEES_WHISTLE,
  resendNotification: RESENDS,
  listInbox: ALL,
  answerPage: ITS_RECEIVER,

  // Drills, and whether the installation does its work
  planDrill: REHEARSES,
  listDrills: ALL,
  getDrill: NO_WAY,
  cancelDrill: NO_WAY,
  getDrillReport: NO_WAY,
  exportDrillReport: NO_WAY,
  createMonitor: KEEPERS,
  listMonitors: ANY_KEEPER,
  endMonitor: ANY_KEEPER_FINDING,
  createCanary: KEEPERS,
  listCanaries: ANY_KEEPER,
  endCanary: ANY_KEEPER_FINDING,
  getStatus: ANY_KEEPER,
  listAlarms: ANY_KEEPER,
  markSeen: ITS_RECEIVER,
  getPushKey: ALL,
  getMyContacts: ALL,
  listDrafts: ALL,
  keepDraft: ALL,
  discardDraft: ALL,
  setMyContacts: ALL,
  listMyBrowsers: ALL,
  addMyBrowser: ALL,
  removeMyBrowser: NO_WAY,
  askForCode: NO_WAY,
  giveCode: NO_WAY,
  getReach: COLLEAGUES,

  // Powers
  listGrants: ALL,
  getGrant: OF_THIS_CITY,
  getGrantHistory: OF_THIS_CITY,
  whoMaySummon: NAMING_THE_CITY,
  giveGrant: KEEPERS,
  explainPower: NAMING_THE_CITY,
  listPowersOfOffice: OF_THIS_CITY,
  revokeGrant: KEEPERS_FINDING,
  narrowGrant: KEEPERS_FINDING,
  suspendGrant: KEEPERS_FINDING,
  resumeGrant: KEEPERS_FINDING,
  // Of one's own grants only; what is no grant is none in force.
  delegateGrant: 'nnnn nnny nnny nnny nnny nnny nnny nnny nnny nnny nnny nnny nnnn',
  endDelegation: 'nnnn nnny nnny nnny nnny nnny nnny nnny yyny yyyy nnny yyyy nnnn',

  // Rules
  listKinds: ALL,
  getKind: ALL,
  publishKind: CITY_KEEPERS,
  // Nothing is kept by it.
  previewKind: ALL,
  getCalendar: ALL,
  publishNotice: CITY_KEEPERS,
  getRetention: ALL,
  setRetention: CITY_KEEPERS,
  listEntries: ALL,
  adviseResponsibility: NAMING_THE_CITY,
  listProposals: ALL,
  publishEntry: KEEPERS,
  endEntry: KEEPERS_OF_WHAT_IS,
  // Nothing was ruled, so that there is no proposal.
  decideProposal: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn ---- ---- nnnn ---- nnnn',

  // Audit
  searchAudit: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy yyyy yyyy nnnn nnnn',
  exportAudit: 'nnnn nnnn nnnn nnnn nnnn nnnn nnnn nnnn yyyy yyyy yyyy nnnn nnnn',
  listAuditActs: ALL,
  listReadsAboutMe: ALL,
}
