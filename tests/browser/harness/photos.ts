// Photos of the scene: taken by a phone, and afterwards whole at the server.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { jpegWithEverything } from '../../../apps/server/src/platform/files/testing.ts'
import { secretaryOf } from './field.ts'
import type { Field } from './phones.ts'

const WAIT = { timeout: 60_000 }

export interface Photo {
  readonly content: Buffer
  readonly sha256: string
}

/** Each name makes another one: the same bytes would be here already. */
export function photo(name: string, bytes: number): Photo {
  const content = Buffer.concat([jpegWithEverything(), Buffer.alloc(bytes, name)])
  return { content, sha256: createHash('sha256').update(content).digest('hex') }
}

/** A file on the disk, as a camera leaves one. */
export function pictureFile({ content }: Photo): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'muster-photo-'))
  const path = join(folder, 'scene.jpg')
  writeFileSync(path, content)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** On the page of a call, in English. */
export async function takePhoto(page: Page, taken: Photo): Promise<void> {
  await page.getByRole('button', { name: 'Take evidence' }).click()
  const picture = pictureFile(taken)
  await page.getByLabel('Photo', { exact: true }).setInputFiles(picture.path)
  await page.getByText('1 taken').waitFor()
  picture.remove()
}

/** Byte for byte, and as the only evidence of its whistle. */
export async function untilAtServer(
  { server, stage }: Pick<Field, 'server' | 'stage'>,
  id: string,
  { content, sha256 }: Photo,
): Promise<void> {
  const list = () => stage.call<{ items: object[] }>(secretaryOf(stage), 'listEvidence', { id })
  await expect
    .poll(async () => (await list()).items, WAIT)
    .toMatchObject([{ sha256, isHere: true, bytes: content.length }])
  const { token = '' } = await stage.as(secretaryOf(stage))
  const got = await fetch(`${server.url}/api/files/${sha256}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(Buffer.from(await got.arrayBuffer()).equals(content)).toBe(true)
}
