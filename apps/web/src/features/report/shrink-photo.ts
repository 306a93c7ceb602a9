// A photo as it is sent: small enough for a bad network, and drawn anew, so that nothing but the picture is in it.
const LONGEST_EDGE = 1600
const QUALITY = 0.8

/** Throws when the file is no picture that this browser can draw. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('this browser draws no pictures')
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        blob => (blob === null ? reject(new Error('no picture was made')) : resolve(blob)),
        'image/jpeg',
        QUALITY,
      ),
    )
  } finally {
    picture.close()
  }
}
