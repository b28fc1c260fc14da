import{r as a}from"./chunk-YMOR3TGL.js";export{a as ELEMENTS};
