// What the owner of a session gets of the routes that serve nobody else: by hand, importing nothing,
// in the letters of table.ts: one cell for all roles that are tried, or one for each of them.

/** Tried last, where at all: whoever asks it asks nothing more. */
export const ENDING_A_SESSION = 'logOut'

export const OF_A_SESSION: Readonly<Record<string, string>> = {
  getSession: 'yyyy',
  // The one office that is named is the sub-district leader's.
  chooseOffice: 'nnnn ynnn nnnn nnnn',
  // The password, the code and the passkey that are tried are wrong.
  stepUp: 'nnnn',
  beginPasskeyStepUp: 'yyyy',
  stepUpByPasskey: 'nnnn',
  beginProviderStepUp: '----',
  getOwnAccount: 'yyyy',
  changePassword: 'nnnn',
  listOwnSessions: 'yyyy',
  // Of another session than one's own, or of none.
  endOwnSession: '----',
  endOtherSessions: 'yyyy',
  beginTotp: 'yyyy',
  confirmTotp: 'nnnn',
  removeTotp: 'yyyy',
  renewRecoveryCodes: 'yyyy',
  beginPasskey: 'yyyy',
  addPasskey: 'yyyy',
  removePasskey: '----',
}
