// Who acts in the load: every sub-district with the departments that it can call.

export interface Asked {
  readonly department: string
  readonly role: 'lead' | 'assist'
  readonly text: string
  readonly legalItem: string
  /** Of its duty desk. */
  readonly token: string
}

export interface Street {
  readonly id: string
  readonly district: string
  readonly point: readonly [number, number]
  readonly place: string
  readonly title: string
  readonly problemType: string
  /** Of its secretary, who commands. */
  readonly token: string
  readonly asks: readonly Asked[]
}

export interface Onlooker {
  readonly district: string
  readonly office: string
  readonly token: string
}

export interface Cast {
  readonly streets: readonly Street[]
  /** Coordination offices, which see every whistle of their district. */
  readonly onlookers: readonly Onlooker[]
}
