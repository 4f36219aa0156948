/** PostgreSQL without extensions of others, from the makers of its operator; its psql serves jobs. */
export const postgresImage =
    "ghcr.io/cloudnative-pg/postgresql:18.6-minimal-trixie@sha256:d67f21ed2110b1f59349217760e389f1bded54cd0b6dee485ed152b4c8a8b9e2";
