import type { View } from '../screen/view.ts';

/**
 * What of a view makes it another moment, of which everything is said from the beginning. Within one moment only what
 * has changed is said.
 */
export function momentOf(view: View): string {
  const { language, screen, panel, countdown } = view;
  return [language, screen, panel, countdown ? 'countdown' : '', ...phaseOf(view)].join('/');
}

function phaseOf(view: View): readonly string[] {
  switch (view.screen) {
    case 'pin':
      // From typing to wrong it is still the same question.
      return [view.state === 'checking' ? 'checking' : 'typing'];
    case 'phone':
    case 'register':
    case 'staff':
    case 'face':
    case 'subsidy':
      return [view.state];
    case 'card-number':
      return [view.state, view.part];
    case 'notice':
      return [view.kind];
    case 'problem':
    case 'out-of-service':
      return [view.code];
    default:
      return [];
  }
}
