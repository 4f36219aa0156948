import { registries, registryCachePort } from "../../catalogue/registries";

/**
 * Talos documents that let a node pull images from the house's cache, if there is one, then from a
 * public mirror, and from the registry itself when neither has them or answers.
 *
 * Before the network of the cluster runs, the cache's address leads nowhere: packets would leave for
 * the router and each pull would wait half a minute. A route to nowhere makes it fail at once, and
 * Cilium, which turns the address into a pod's when a connection is opened, never looks at it.
 *
 * @see https://www.talos.dev/v1.13/reference/configuration/cri/registrymirrorconfig/
 */
export function registryMirrors(cacheAddress: string | undefined): readonly object[] {
    const mirrors = registries.flatMap(({ name, mirror }) => {
        const endpoints = [
            ...(cacheAddress === undefined
                ? []
                : [
                      {
                          url: `http://${cacheAddress}:${registryCachePort}/v2/${name}`,
                          overridePath: true,
                      },
                  ]),
            ...(mirror === undefined ? [] : [{ url: mirror }]),
        ];
        return endpoints.length === 0
            ? []
            : [
                  {
                      apiVersion: "v1alpha1",
                      kind: "RegistryMirrorConfig",
                      name,
                      endpoints,
                      skipFallback: false,
                  },
              ];
    });
    return cacheAddress === undefined
        ? mirrors
        : [
              ...mirrors,
              {
                  apiVersion: "v1alpha1",
                  kind: "BlackholeRouteConfig",
                  name: `${cacheAddress}/32`,
              },
          ];
}
