/** The rules of the chart: what it renders from good values, and that it refuses bad ones. */
package io.weir.charts;
