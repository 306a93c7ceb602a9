// What of a person's form differs from what is known: nothing else is sent. Pure.

interface Known {
  readonly organisation: string
  readonly name: { readonly zh: string; readonly en: string } | null
  readonly phone?: string | null
}

interface Typed {
  readonly organisation: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly phone?: string
}

/** An emptied phone is taken away. */
export function personChange(known: Known, { organisation, name, phone }: Typed) {
  const isRenamed = name.zh !== known.name?.zh || name.en !== known.name.en
  const given = phone?.trim() || null
  return {
    ...(organisation === known.organisation ? {} : { organisation }),
    ...(isRenamed ? { name } : {}),
    ...(given === (known.phone ?? null) ? {} : { phone: given }),
  }
}
