/** What {@link statisticsPage} needs, for the desk's own style sheet: its policy allows none within the page. */
export const statisticsStyle = `
.statistics { display: grid; gap: 2rem; }
.statistics-range { margin: 0; color: #4a5b62; }
.statistics-heads { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 0; }
.statistics-heads > div, .statistics-part { background: #fff; border: 1px solid #c8d2d0; border-radius: 8px; padding: 1rem 1.25rem; }
.statistics-heads > div { display: block; }
.statistics-heads dt, .statistics-heads dd { margin: 0; color: #4a5b62; }
.statistics-heads .statistics-figure { white-space: nowrap; color: #17242b; font-size: 1.75rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.statistics-part h2 { margin: 0; font-size: 1.2rem; }
.statistics-part > p { margin: .25rem 0 1rem; color: #4a5b62; }
.statistics-plot { display: block; width: 100%; height: auto; font-family: inherit; }
.statistics-part summary { cursor: pointer; padding: .5rem 0; }
.statistics-part table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.statistics-part caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.statistics-part th, .statistics-part td { padding: .25rem .75rem; border-bottom: 1px solid #d5dddb; text-align: right; }
.statistics-part th[scope='row'] { text-align: left; font-weight: 400; }
`;
