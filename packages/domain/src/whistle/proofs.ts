// What the proofs of an arrival are worth (rule 10).
import { metresBetween } from '../kernel/distance.ts'
import type { EvidenceId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { ProofPolicy } from '../policy/kind.ts'
import type { Fix, OfferedProofs } from './commands.ts'
import type { ArrivalFindings, ArrivalProof, DraftFields } from './events.ts'

/** Where it is, and what the department has attached so far. */
export interface Scene {
  readonly draft: DraftFields
  readonly evidence: readonly EvidenceId[]
}

interface Finding {
  readonly proof: ArrivalProof
  /** Why it does not count; absent when it does. */
  readonly reason?: string
}

function distanceOf(fix: Fix, draft: DraftFields): number {
  const scene = metresBetween(fix.point, draft.place.point)
  const { point } = draft.assembly
  return Math.round(point ? Math.min(scene, metresBetween(fix.point, point)) : scene)
}

function judgeFix(fix: Fix, distance: number, age: number, policy: ProofPolicy): Finding {
  if (fix.accuracyMetres > policy.maxAccuracyMetres)
    return { proof: 'position', reason: 'too_inaccurate' }
  if (age > policy.maxAgeSeconds) return { proof: 'position', reason: 'too_old' }
  if (distance > policy.radiusMetres) return { proof: 'position', reason: 'too_far' }
  return { proof: 'position' }
}

/** One more showing of grace on either side: the code changes while it is being typed. */
function judgeCode(
  code: NonNullable<OfferedProofs['sceneCode']>,
  claimedAt: Instant,
  policy: ProofPolicy,
): Finding {
  const grace = policy.codeSeconds * 1000
  const onShow = claimedAt >= code.shownFrom - grace && claimedAt <= code.shownTo + grace
  return onShow ? { proof: 'scene_code' } : { proof: 'scene_code', reason: 'not_on_show_then' }
}

function judgePhoto(photo: EvidenceId, scene: Scene): Finding {
  return scene.evidence.includes(photo)
    ? { proof: 'photo' }
    : { proof: 'photo', reason: 'not_attached' }
}

/** Which of the offered proofs count, and what was measured. */
export function judgeProofs(
  offered: OfferedProofs,
  claimedAt: Instant,
  scene: Scene,
  policy: ProofPolicy,
): ArrivalFindings {
  const { fix, sceneCode, wrongSceneCode, photo } = offered
  const findings: Finding[] = []
  const distance = fix ? distanceOf(fix, scene.draft) : 0
  const age = fix ? Math.round(Math.abs(claimedAt - fix.takenAt) / 1000) : 0
  if (fix) findings.push(judgeFix(fix, distance, age, policy))
  if (sceneCode) findings.push(judgeCode(sceneCode, claimedAt, policy))
  if (wrongSceneCode) findings.push({ proof: 'scene_code', reason: 'wrong_code' })
  if (photo) findings.push(judgePhoto(photo, scene))
  const measured = fix
    ? { distanceMetres: distance, accuracyMetres: fix.accuracyMetres, fixAgeSeconds: age }
    : {}
  return {
    proofs: findings.filter(f => f.reason === undefined).map(f => f.proof),
    rejected: findings.flatMap(({ proof, reason }) =>
      reason === undefined ? [] : [{ proof, reason }],
    ),
    ...measured,
  }
}

/**
 * Two independent proofs, at least one from the scene's side. A position that lies elsewhere speaks against them:
 * then only the commander's own word settles it.
 */
export function isProven({ proofs, rejected }: ArrivalFindings): boolean {
  const confirmed = proofs.includes('confirmation')
  const elsewhere = rejected.some(({ reason }) => reason === 'too_far')
  if (elsewhere && !confirmed) return false
  return proofs.length >= 2 && (confirmed || proofs.includes('scene_code'))
}
