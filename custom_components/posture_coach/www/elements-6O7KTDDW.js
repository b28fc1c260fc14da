import{r as a}from"./chunk-4BAZY6IJ.js";export{a as ELEMENTS};
