/** The style of the html report: light and dark, on a screen and on paper. */
export const htmlStyle = `
:root{color-scheme:light dark;--page:#fff;--text:#1c2024;--soft:#60646c;--line:#d9d9e0;--panel:#f6f7f9;--link:#0a5cc2;--error:#b42318;--warning:#8a5300;--info:#1f5f99;--good:#1a7f37}
@media (prefers-color-scheme:dark){:root{--page:#14161a;--text:#e6e8eb;--soft:#9ba1a6;--line:#34383f;--panel:#1d2026;--link:#7db4ff;--error:#ff8a80;--warning:#f0b35c;--info:#86bdf2;--good:#6fd38a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
main,header,nav{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.25rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--link)}
code{font:.88em ui-monospace,monospace;background:var(--panel);padding:.05em .3em;border-radius:3px;overflow-wrap:anywhere}
nav ol{columns:3 14rem;margin:.75rem 0;padding-left:1.6rem;font-size:.92rem}
.score{display:flex;align-items:center;gap:1rem;margin:.5rem 0}
.score b{font-size:2.6rem;line-height:1}
.score .bar{flex:1;max-width:26rem;height:.7rem;background:var(--panel);border:1px solid var(--line);border-radius:.4rem;overflow:hidden}
.score .filled{fill:var(--good)}
.score.low .filled{fill:var(--error)}
.score.middle .filled{fill:var(--warning)}
.filters{position:sticky;top:0;z-index:1;background:var(--page);border-bottom:1px solid var(--line);padding:.6rem 1.25rem;display:flex;flex-wrap:wrap;gap:.4rem 1.1rem;align-items:center;max-width:76rem;margin:0 auto}
.filters label{display:inline-flex;gap:.3rem;align-items:center}
.filters select,.filters input[type=search]{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.15rem .35rem;max-width:13rem}
.filters output{color:var(--soft);margin-left:auto}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.93rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
details{margin:.4rem 0}
summary{cursor:pointer}
.group{border:1px solid var(--line);border-radius:6px;padding:.45rem .7rem}
.group summary .facts{color:var(--soft)}
.group ul{margin:.5rem 0 .2rem;padding-left:1.2rem}
.group li{margin:.2rem 0}
.level{font-weight:700}
.level.error{color:var(--error)}.level.warning{color:var(--warning)}.level.info{color:var(--info)}
.fix{color:var(--soft)}
.graph svg{display:block;max-width:none;font:12px system-ui,sans-serif}
.graph rect{fill:var(--panel);stroke:var(--line)}
.graph .host rect{stroke:var(--link);stroke-width:2}
.graph text{fill:var(--text)}
.graph path{fill:none;stroke:var(--soft);stroke-opacity:.45}
.graph .dim{opacity:.15}
[hidden]{display:none!important}
@media print{.filters,nav{display:none}body{font-size:11px}main,header{max-width:none}a{color:inherit;text-decoration:none}.group,tr{break-inside:avoid}h2{break-after:avoid}.graph{overflow:visible}.graph svg{max-width:100%;height:auto}}
`;
