// Which events of a whistle's story a reader is told, and how much of each.
import type { GradeSubject } from '@muster/domain'
import type { StoryEvent } from '../../mechanism/story/tell.ts'

function ownSubjects(
  subjects: readonly GradeSubject[],
  within: readonly string[],
): readonly GradeSubject[] {
  return subjects.filter(subject => within.includes(subject.department))
}

/**
 * Grades, appeals and accounts are between the caller and one department: another department is not told of them.
 * `department` is the one that a supervision order is for.
 */
export function toldToDepartment(
  event: StoryEvent,
  within: readonly string[],
  department: string | undefined,
): StoryEvent | undefined {
  switch (event.type) {
    case 'GradingOpened': {
      const { opening } = event
      const subjects = ownSubjects(opening.subjects, within)
      return { ...event, opening: { ...opening, subjects, departmentPeople: [], callerPeople: [] } }
    }
    case 'GradesSealed':
      return { ...event, ungraded: ownSubjects(event.ungraded, within) }
    case 'GradeGiven':
    case 'AppealLodged':
    case 'AppealDecided':
      return within.includes(event.department) ? event : undefined
    default:
      return department === undefined || within.includes(department) ? event : undefined
  }
}
