// What every answer tells a browser not to do, and pages under a policy without `unsafe-inline`.
import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** For answers that are no pages: nothing in them is ever run, framed or embedded elsewhere. */
const ANSWER_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
} as const

/** A year; what a browser has once reached by https it never asks for without. */
const HSTS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const

const HTTPS_HEADERS = { ...ANSWER_HEADERS, ...HSTS } as const

/** The headers of every answer; a page puts its own policy over them. */
export function answerHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  return isHttps ? HTTPS_HEADERS : ANSWER_HEADERS
}

/** Proofs of arrival need camera and position, log-in needs passkeys; nothing else of the device. */
const PERMISSIONS = [
  'accelerometer=()',
  'camera=(self)',
  'display-capture=()',
  'geolocation=(self)',
  'gyroscope=()',
  'hid=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'serial=()',
  'usb=()',
].join(', ')

/**
 * The policy of a page; docs/decisions/0021 says how a component library's runtime styles (by the
 * nonce) and a map's worker (a file of our own) live under it.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const NONCE_BYTES = 18

/**
 * Sends a page, written for a nonce of its own: `<style nonce="…">`, `<script nonce="…">`. Every
 * HTML page of the server leaves by this door.
 */
export function sendPage(reply: FastifyReply, render: (nonce: string) => string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url')
  return reply
    .headers({
      'content-security-policy': pagePolicy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': PERMISSIONS,
      // Addresses of pages name cases and people: they are told to no other host.
      'referrer-policy': 'same-origin',
      // A nonce that is used twice is none.
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(render(nonce))
}
