// The role that the server acts as. Made by the migrations; it owns nothing and cannot change what happened.

export const applicationRole = 'muster_app'

/** A row when the role is there and ours to take. */
export const mayTakeRole = `
select 1 from pg_roles where rolname = '${applicationRole}' and pg_has_role(oid, 'member')`
