/**
 * How Pulumi marks a secret, in its state and on the wire: the value lies in a map that has this key
 * with this value.
 *
 * @see https://github.com/pulumi/pulumi, sdk/go/common/resource/properties.go
 */
export const secretMarker = {
    /** Of secrets, and of other values that are more than plain ones. */
    key: "4dabf18193072939515e22adb298388d",
    secret: "1b47061264138c4ac30d75fd1eb44270",
} as const;
