import{r as a}from"./chunk-LP3LIF5C.js";export{a as ELEMENTS};
