import type { Dispatcher } from 'undici';

/**
 * Lets no answer wait in the connection until it is read. undici 7 ends the whole process, with an error that nobody can
 * catch, where the other side closes while one does (nodejs/undici#5360; undici 8, where that is mended, wants Node 22).
 * What has come waits in memory instead, so whoever asks reads at once, up to a limit, or gives up.
 */
export const unpausedAnswers: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(options, {
    onRequestStart: (controller, context) => handler.onRequestStart?.(unpaused(controller), context),
    onRequestUpgrade: (controller, ...upgrade) => handler.onRequestUpgrade?.(controller, ...upgrade),
    onResponseStart: (controller, ...start) => handler.onResponseStart?.(unpaused(controller), ...start),
    onResponseData: (controller, chunk) => handler.onResponseData?.(unpaused(controller), chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  });

function unpaused(controller: Dispatcher.DispatchController): Dispatcher.DispatchController {
  return new Proxy(controller, {
    get(target, key) {
      if (key === 'pause') return () => undefined;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
