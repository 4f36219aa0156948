import * as grpc from "@grpc/grpc-js";

/**
 * Answers a call of the engine with what some work comes to. A refusal that was itself the answer to
 * a call goes on as it came, with the details in its metadata; of any other error its words do.
 */
export function answer<Request, Response>(
    work: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        Promise.resolve()
            .then(() => work(call.request))
            .then(
                (response) => {
                    callback(null, response);
                },
                (error: unknown) => {
                    callback(isRefusal(error) ? error : refusalOf(error));
                },
            );
    };
}

function isRefusal(error: unknown): error is grpc.ServiceError {
    return error instanceof Error && "details" in error && "code" in error;
}

function refusalOf(error: unknown) {
    const details = error instanceof Error ? error.message : String(error);
    return { code: grpc.status.UNKNOWN, details };
}
