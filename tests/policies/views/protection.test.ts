import { stackOf } from "../../../policies/engine/resource";
import {
    declaredExemptions,
    declaredKubernetesVersion,
    isLifted,
} from "../../../policies/views/protection";
import { resource } from "../support";

const root = (props: object) => resource("homelab:index:Homelab", "homelab", props);
const other = (props: object) => resource("other:index:Homelab", "other", props);

test("only the root component says what the configuration has", () => {
    const props = { kubernetesVersion: "1.36.3", exemptions: [1], protection: "lifted" };
    expect(declaredKubernetesVersion(root(props))).toBe("1.36.3");
    expect(declaredKubernetesVersion(other(props))).toBeUndefined();
    expect(declaredExemptions(root(props))).toEqual([1]);
    expect(declaredExemptions(other(props))).toBeUndefined();
    expect(isLifted(stackOf([root(props), other({})]))).toBe(true);
    expect(isLifted(stackOf([root(props), root({})]))).toBe(false);
    expect(isLifted(stackOf([other(props)]))).toBe(false);
});
