/** All that the command line has of the simulator: loaded when it is asked for, and left out of what clinics get. */
export { demoTrustAnchors } from '../../simulator/card/demoPki.ts';
export { cardBenchCommand } from './cardBench.ts';
export { simulateGatewayCommand } from './gateway.ts';
export { simulatedAround } from './simulatedAround.ts';
