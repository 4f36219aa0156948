/**
 * A view that is worked out once for each stack, however many rules ask for it: by itself every rule
 * would go through thousands of resources again.
 */
export function once<Source extends object, View>(
    look: (source: Source) => View,
): (source: Source) => View {
    const known = new WeakMap<Source, { readonly view: View }>();
    return (source) => {
        let entry = known.get(source);
        if (entry === undefined) {
            entry = { view: look(source) };
            known.set(source, entry);
        }
        return entry.view;
    };
}

/** Things in groups, in their order. */
export function groupedBy<Item>(
    items: readonly Item[],
    keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
    const groups = new Map<string, Item[]>();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, [item]);
        } else {
            group.push(item);
        }
    }
    return groups;
}
