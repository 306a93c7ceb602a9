// Builders for tests of the domain: a cast, moments, registries, and whistles at every stage.
export * from './domain/cases.ts'
export * from './domain/cast.ts'
export * from './domain/moments.ts'
export * from './domain/rules.ts'
export * from './domain/whistle-commands.ts'
export * from './domain/whistles.ts'
