/* The style sheet of the report: type for reading, no colour that carries meaning alone, and a page that prints. */
#ifndef ENTI_REPORT_STYLE_H
#define ENTI_REPORT_STYLE_H

#define REPORT_STYLE \
  "html{font:17px/1.55 Georgia,'Liberation Serif','DejaVu Serif',serif;color:#1a1a1a;background:#fff}" \
  "body{max-width:47rem;margin:3rem auto;padding:0 1.2rem}" \
  "h1,h2,h3,h4,table,figcaption,nav,.meta{font-family:Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif}" \
  "h1{font-size:2rem;line-height:1.15;margin:0 0 .4rem}h2{font-size:1.25rem;margin:2.6rem 0 .6rem;border-bottom:1px solid #d5d8dc;" \
  "padding-bottom:.25rem}h3{font-size:1.05rem;margin:1.8rem 0 .4rem}h4{font-size:.92rem;margin:1.2rem 0 .2rem}" \
  ".meta,figcaption{color:#5f6368;font-size:.82rem}.lead{font-size:1.12rem}" \
  "figure{margin:1rem 0}figure svg{max-width:100%;height:auto}" \
  "table{border-collapse:collapse;font-size:.84rem;width:100%;margin:.8rem 0}" \
  "th{text-align:left;font-weight:600;border-bottom:1.5px solid #1a1a1a;padding:.25rem .6rem .25rem 0}" \
  "td{border-bottom:1px solid #e9ebee;padding:.3rem .6rem .3rem 0;vertical-align:top}" \
  "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;padding-right:1rem}" \
  "blockquote{margin:.35rem 0 .7rem 0;padding-left:.8rem;border-left:3px solid #0072b2;font-size:.92rem}" \
  "blockquote cite,.cite{display:block;font-style:normal;color:#5f6368;font-size:.8rem;" \
  "font-family:Helvetica,Arial,'DejaVu Sans',sans-serif;overflow-wrap:anywhere}" \
  "details{margin:.4rem 0}summary{cursor:pointer}a{color:#005a8c}" \
  ".against{display:grid;grid-template-columns:1fr 1fr;gap:1rem}.none{color:#5f6368;font-style:italic}" \
  "@media(max-width:36rem){.against{grid-template-columns:1fr}html{font-size:16px}}" \
  "@media print{html{font-size:10.5pt}body{margin:0;max-width:none}h2,h3{break-after:avoid}figure,tr,blockquote{" \
  "break-inside:avoid}a{color:inherit;text-decoration:none}details>*{display:block}nav{display:none}@page{margin:2cm}}"

#endif
