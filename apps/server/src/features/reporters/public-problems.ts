// Why something of a resident was not taken in.
import type { ProblemTable } from '../../platform/http/problems.ts'

export const publicProblems: ProblemTable<'no_such_matter' | 'too_many_photos'> = {
  no_such_matter: {
    status: 422,
    zh: ['附近没有这件事', '没有保存。它可能已经办结；请作为新的问题反映。'],
    en: ['There is no such matter near by', 'Nothing was kept. It may be over; report it anew.'],
  },
  too_many_photos: {
    status: 409,
    zh: ['照片已满', '这张没有保存，之前的都在。'],
    en: ['There are enough photos', 'This one was not kept; the earlier ones are there.'],
  },
}
