/** What {@link numbersPage} needs, for the desk's own style sheet: its policy allows none within the page. */
export const numbersStyle = `
.numbers { display: grid; gap: 2rem; }
.numbers-range { margin: 0; color: #4a5b62; }
.numbers-heads { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 0; }
.numbers-heads > div, .numbers-part { background: #fff; border: 1px solid #c8d2d0; border-radius: 8px; padding: 1rem 1.25rem; }
.numbers-heads > div { display: block; }
.numbers-heads dt, .numbers-heads dd { margin: 0; color: #4a5b62; }
.numbers-heads .numbers-figure { white-space: nowrap; color: #17242b; font-size: 1.75rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.numbers-part h2 { margin: 0; font-size: 1.2rem; }
.numbers-part > p { margin: .25rem 0 1rem; color: #4a5b62; }
.numbers-plot { display: block; width: 100%; height: auto; font-family: inherit; }
.numbers-part summary { cursor: pointer; padding: .5rem 0; }
.numbers-part table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.numbers-part caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.numbers-part th, .numbers-part td { padding: .25rem .75rem; border-bottom: 1px solid #d5dddb; text-align: right; }
.numbers-part th[scope='row'] { text-align: left; font-weight: 400; }
`;
