"""What the headings, the marks and the lines of a file mean; what is not certain is proposed and asked."""
