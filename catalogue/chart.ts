/** A Helm chart at one exact version. */
export interface ChartRef {
    /** Chart name in its repository, or an `oci://` reference that ends in it. */
    readonly chart: string;
    /** Repository address; absent for `oci://` charts and for the ones in this repository. */
    readonly repository?: `https://${string}`;
    /** Exact semantic version, never a range. */
    readonly version: string;
}
