// Reads a QR picture from a video.

export type Decode = (video: HTMLVideoElement) => Promise<string | undefined>

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

async function ownDetector(): Promise<Decode | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  if (BarcodeDetector === undefined) return undefined
  const formats = await BarcodeDetector.getSupportedFormats().catch((): readonly string[] => [])
  if (!formats.includes('qr_code')) return undefined
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async video => (await detector.detect(video))[0]?.rawValue
}

/** Large enough for a code held at arm's length, small enough for an old phone. */
const SIDE = 480

async function fetchedDecoder(): Promise<Decode> {
  const { default: decodeQr } = await import('qr/decode.js')
  const canvas = new OffscreenCanvas(SIDE, SIDE)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async video => {
    const side = Math.min(video.videoWidth, video.videoHeight)
    if (context === null || side === 0) return undefined
    const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2]
    context.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE)
    const { data } = context.getImageData(0, 0, SIDE, SIDE)
    try {
      return decodeQr({ width: SIDE, height: SIDE, data })
    } catch {
      // No code in this picture; the next one comes.
      return undefined
    }
  }
}

export async function openDecoder(): Promise<Decode> {
  return (await ownDetector()) ?? fetchedDecoder()
}
