/* Does nothing, with the libraries of the analyzer: what starting a process costs by itself. */
int
main(void)
{
    return 0;
}
