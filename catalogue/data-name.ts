/** `immich` and `photos` to `immich-photos`: the name of whatever holds that data in the cluster. */
export function dataName(app: string, data: string): string {
    return `${app}-${kebab(data)}`;
}

function kebab(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Name of the pool of connections in front of a database, from the database's own. */
export function poolOf(database: string): string {
    return `${database}-pooler`;
}
